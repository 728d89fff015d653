/** What several parts of the program do with files; nothing of Drover's own formats. */
@NullMarked
package io.drover.tools.files;

import org.jspecify.annotations.NullMarked;
