/**
 * The command line: finds the command by its name, parses its flags and runs it. One package per family of commands,
 * {@code text} for tables and times, {@code http} for requests, {@code show} for views that several commands share. Nothing
 * here keeps state between runs, logs, or loads the server's classes.
 */
@NullMarked
package io.drover.tools.cli;

import org.jspecify.annotations.NullMarked;
