/** Classes that break the rules of the core on purpose. Only the rules test reads them. */
@NullMarked
package io.drover.tools.planted;

import org.jspecify.annotations.NullMarked;
