/** The commands about services that running jobs have registered. */
@NullMarked
package io.drover.tools.cli.service;

import org.jspecify.annotations.NullMarked;
