/**
 * One member of the cluster as a process part: media driver, archive, consensus module and the service container around the state
 * machine. The only package of this module that may touch files, sockets and configuration. It decides nothing.
 */
@NullMarked
package io.drover.cluster.member;

import org.jspecify.annotations.NullMarked;
