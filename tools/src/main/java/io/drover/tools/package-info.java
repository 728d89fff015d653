/**
 * Command line and process assembly: the only module that knows all others.
 */
@NullMarked
package io.drover.tools;

import org.jspecify.annotations.NullMarked;
