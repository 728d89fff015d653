package io.drover.tools;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between modules, and what the replicated core may not touch. */
class ArchitectureTest {
    private static final String SBE = "io.drover.sbe..";
    private static final String SCHEDULER = "io.drover.scheduler..";
    private static final String CLUSTER = "io.drover.cluster..";
    private static final String GATEWAY = "io.drover.gateway..";
    private static final String AGENT = "io.drover.agent..";
    private static final String TOOLS = "io.drover.tools..";
    private static final String PERF = "io.drover.perf..";
    private static final String PLANTED = "io.drover.tools.planted..";

    private static final List<Function<String[], ArchRule>> CORE_RULES = List.of(
            CoreRules::touchesNoClockRandomnessOrSurroundings,
            CoreRules::ownsNoRandomSource,
            CoreRules::doesNoInputOutput,
            CoreRules::startsNoThread,
            CoreRules::usesOnlyRe2,
            CoreRules::showsNoHashOrder);

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.drover");

    @TestFactory
    List<DynamicTest> shouldKeepArrowsBetweenModules() {
        return List.of(
                arrow(SBE, SCHEDULER, CLUSTER, GATEWAY, AGENT, TOOLS, PERF),
                arrow(SCHEDULER, CLUSTER, GATEWAY, AGENT, TOOLS, PERF),
                arrow(CLUSTER, GATEWAY, AGENT, TOOLS, PERF),
                arrow(GATEWAY, CLUSTER, AGENT, TOOLS, PERF),
                arrow(AGENT, SCHEDULER, CLUSTER, GATEWAY, TOOLS, PERF),
                arrow(TOOLS, PERF));
    }

    @Test
    void shouldKeepTransportOutOfTheScheduler() {
        noClasses()
                .that()
                .resideInAPackage(SCHEDULER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.aeron..", "io.undertow..")
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void shouldKeepHttpOutOfTheJobLanguage() {
        noClasses()
                .that()
                .resideInAPackage("io.drover.gateway.jobspec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "io.aeron..")
                .because("the command line reads job files with the same package")
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void shouldMarkEveryPackageForNullness() {
        classes()
                .that()
                .resideInAPackage("io.drover..")
                .and()
                .resideOutsideOfPackage("io.drover.sbe.*..")
                .should(NullMarkedPackages.beInOne())
                .check(PRODUCT);
    }

    @TestFactory
    List<DynamicTest> shouldKeepTheCoreDeterministic() {
        return CORE_RULES.stream()
                .map(rule -> rule.apply(new String[] {SCHEDULER, CLUSTER}))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(PRODUCT)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> shouldSeePlantedViolations() {
        final JavaClasses planted = new ClassFileImporter().importPackages("io.drover.tools.planted");
        return CORE_RULES.stream()
                .map(rule -> rule.apply(new String[] {PLANTED}))
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getDescription(),
                        () -> assertThat(rule.evaluate(planted).hasViolation()).isTrue()))
                .toList();
    }

    @Test
    void shouldSeePlantedMachineDefaults() {
        final JavaClasses planted = new ClassFileImporter().importPackages("io.drover.tools.planted");
        final String report = CoreRules.touchesNoClockRandomnessOrSurroundings(PLANTED)
                .evaluate(planted)
                .getFailureReport()
                .toString();

        assertThat(report).contains("getBytes()", "<init>([B)", "toLowerCase()", "append(double)");
    }

    private static DynamicTest arrow(final String from, final String... never) {
        final ArchRule rule = noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(never)
                .allowEmptyShould(true);
        return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(PRODUCT));
    }
}
