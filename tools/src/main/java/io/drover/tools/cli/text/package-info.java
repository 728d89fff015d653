/** Text as the command line prints it: aligned tables, key and value views, times, ages, durations and sizes. */
@NullMarked
package io.drover.tools.cli.text;

import org.jspecify.annotations.NullMarked;
