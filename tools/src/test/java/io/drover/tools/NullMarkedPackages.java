package io.drover.tools;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The condition that a class lives in a package whose {@code package-info} says {@code @NullMarked}. */
final class NullMarkedPackages {
    private NullMarkedPackages() {}

    static ArchCondition<JavaClass> beInOne() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(final JavaClass item, final ConditionEvents events) {
                if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            item, item.getName() + ": package " + item.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }
}
