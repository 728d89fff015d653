package io.drover.scheduler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States that the hash map or hash set a core class owns is only looked up, never iterated, so that hash order cannot reach a
 * decision, a reply or a snapshot. Without this mark the rules test rejects hash collections in the core.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface LookupOnly {
    /** Why a lookup by hash is needed here, and what gives the order where order matters. */
    String value();
}
