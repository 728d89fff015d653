/**
 * Commands: measured, taken exactly once, and handled in three paragraphs: decide (read and check, capacity included), apply (cannot
 * fail), emit. One class for each family.
 */
@NullMarked
package io.drover.cluster.command;

import org.jspecify.annotations.NullMarked;
