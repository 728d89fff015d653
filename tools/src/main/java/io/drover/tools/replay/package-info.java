/**
 * Entries of a log, applied outside a cluster: what simulations and replays have in common, and the replay of journals with the questions
 * to past states that it answers.
 */
@NullMarked
package io.drover.tools.replay;

import org.jspecify.annotations.NullMarked;
