/** Tests of host volumes. */
@org.jspecify.annotations.NullMarked
package io.drover.agent.volume;
