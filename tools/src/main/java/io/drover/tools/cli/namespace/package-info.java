/** The commands about namespaces, which keep jobs apart. */
@NullMarked
package io.drover.tools.cli.namespace;

import org.jspecify.annotations.NullMarked;
