/** Agent configuration: files in HCL or JSON, read, checked against the keys that exist, merged, and given out by type. */
@NullMarked
package io.drover.tools.agent.config;

import org.jspecify.annotations.NullMarked;
