/**
 * The journal: what a member applied, kept on disk for replay and audit. The service thread fills a ring and never waits; a thread of
 * the journal's own writes segments. Nothing here has any influence on the state.
 */
@NullMarked
package io.drover.cluster.member.journal;

import org.jspecify.annotations.NullMarked;
