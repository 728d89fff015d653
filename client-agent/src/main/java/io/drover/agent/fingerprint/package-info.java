/**
 * What a node is: attributes, resources, networks and drivers, as the servers and the jobs' constraints see them.
 *
 * <p>Fingerprinters read files of the host below a given root, so a recorded tree can stand in for a host in tests. They start
 * no process and load no native code; all of them together take a few milliseconds.
 */
@NullMarked
package io.drover.agent.fingerprint;

import org.jspecify.annotations.NullMarked;
