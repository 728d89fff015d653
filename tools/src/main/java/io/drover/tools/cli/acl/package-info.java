/** The commands about access control: policies, tokens and roles. Secrets are printed only by those that make or show a token. */
@NullMarked
package io.drover.tools.cli.acl;

import org.jspecify.annotations.NullMarked;
