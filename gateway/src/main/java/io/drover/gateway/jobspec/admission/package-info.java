/**
 * What happens to a job between its arrival at a server and the command that registers it: the stored form, the server's own
 * defaults, the tasks, ports, identities and constraints that other blocks imply, and the checks.
 *
 * <pre>
 *   API job ─► canonical ─► ServerForm ─► ServerDefaults ─► clusters ─► ConnectTasks ─► ExposePaths
 *           ─► ImplicitConstraints ─► node pool ─► ImplicitIdentities ─► validate
 * </pre>
 */
@NullMarked
package io.drover.gateway.jobspec.admission;

import org.jspecify.annotations.NullMarked;
