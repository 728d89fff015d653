/**
 * The checks that a job must pass before it is registered, and the warnings that it may cause. Rules work on the stored form;
 * their texts are those of the reference, because scripts look for them.
 */
@NullMarked
package io.drover.gateway.jobspec.validate;

import org.jspecify.annotations.NullMarked;
