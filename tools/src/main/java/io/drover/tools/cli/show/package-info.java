/** Views and lookups that several families of commands share. */
@NullMarked
package io.drover.tools.cli.show;

import org.jspecify.annotations.NullMarked;
