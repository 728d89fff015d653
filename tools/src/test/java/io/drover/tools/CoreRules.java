package io.drover.tools;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import io.drover.scheduler.LookupOnly;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What the replicated core may not touch, because two members could see it differently: clocks, randomness, the process's
 * surroundings, hash order, and results that depend on the JDK.
 */
final class CoreRules {
    /** Calls as {@code owner#method}; any overload counts. */
    private static final Set<String> BANNED_CALLS = Set.of(
            "java.lang.System#currentTimeMillis",
            "java.lang.System#nanoTime",
            "java.lang.System#getProperty",
            "java.lang.System#getProperties",
            "java.lang.System#getenv",
            "java.lang.System#identityHashCode",
            "java.lang.System#lineSeparator",
            "java.lang.Boolean#getBoolean",
            "java.lang.Integer#getInteger",
            "java.lang.Long#getLong",
            "java.lang.Object#hashCode",
            "java.lang.Math#random",
            "java.lang.Math#pow",
            "java.lang.Math#exp",
            "java.lang.Math#log",
            "java.lang.Math#log10",
            "java.lang.Math#sin",
            "java.lang.Math#cos",
            "java.lang.Double#toString",
            "java.lang.Float#toString",
            "java.lang.String#format",
            "java.lang.String#formatted",
            "java.nio.charset.Charset#defaultCharset",
            "java.time.Clock#systemUTC",
            "java.time.Clock#systemDefaultZone",
            "java.time.Clock#system",
            "java.time.Instant#now",
            "java.time.LocalDate#now",
            "java.time.LocalDateTime#now",
            "java.time.OffsetDateTime#now",
            "java.time.ZonedDateTime#now",
            "java.time.ZoneId#systemDefault",
            "java.time.ZoneId#of",
            "java.util.Locale#getDefault",
            "java.util.TimeZone#getDefault",
            "java.util.UUID#randomUUID",
            "java.util.Collections#shuffle",
            "java.util.Map#of",
            "java.util.Map#ofEntries",
            "java.util.Map#copyOf",
            "java.util.Set#of",
            "java.util.Set#copyOf");

    /** Calls whose overload without a charset or locale takes the machine's. The key ends with the parameter list. */
    private static final Set<String> BANNED_OVERLOADS = Set.of(
            "java.lang.String#getBytes()",
            "java.lang.String#<init>([B)",
            "java.lang.String#<init>([B,int,int)",
            "java.lang.String#toLowerCase()",
            "java.lang.String#toUpperCase()",
            "java.lang.String#valueOf(double)",
            "java.lang.String#valueOf(float)",
            "java.lang.StringBuilder#append(double)",
            "java.lang.StringBuilder#append(float)");

    private static final List<String> HASH_COLLECTIONS = List.of(
            "java\\.util\\.(Linked|Weak|Identity)?Hash(Map|Set|table)",
            "java\\.util\\.IdentityHashMap",
            "java\\.util\\.concurrent\\.ConcurrentHashMap.*",
            "org\\.agrona\\.collections\\..*Hash(Map|Set)",
            "org\\.agrona\\.collections\\.(Object2ObjectHashMap|.*LruCache|.*Cache|CollectionUtil|BiInt2.*Map)");

    private CoreRules() {}

    static ArchRule touchesNoClockRandomnessOrSurroundings(final String... packages) {
        return core(packages)
                .should()
                .accessTargetWhere(bannedAccess())
                .because("replicas must decide equally: time and ids come from the log, numbers are integers")
                .allowEmptyShould(true);
    }

    static ArchRule ownsNoRandomSource(final String... packages) {
        return core(packages)
                .should()
                .dependOnClassesThat(assignableTo(java.util.random.RandomGenerator.class)
                        .or(type(java.util.SplittableRandom.class))
                        .as("are random sources"))
                .because("ids are mixed from the replicated seed, the index and an ordinal")
                .allowEmptyShould(true);
    }

    static ArchRule doesNoInputOutput(final String... packages) {
        return core(packages)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.net..",
                                "java.util.logging..",
                                "org.slf4j..",
                                "com.fasterxml..",
                                "com.sun.jna..")
                        .or(nameMatching("org\\.agrona\\.IoUtil"))
                        .and(DescribedPredicate.not(type(Serializable.class)))
                        .as("do I/O or logging"))
                .because("the core runs on one thread that never waits")
                .allowEmptyShould(true);
    }

    static ArchRule startsNoThread(final String... packages) {
        return core(packages)
                .should()
                .dependOnClassesThat(type(Thread.class)
                        .or(nameMatching(
                                "java\\.util\\.concurrent\\.(Executors?|.*Executor.*|CompletableFuture|ForkJoin.*)"))
                        .as("run threads"))
                .because("all state has one writer, the service thread")
                .allowEmptyShould(true);
    }

    static ArchRule usesOnlyRe2(final String... packages) {
        return core(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .because("patterns come from users and must be linear in time: RE2/J")
                .allowEmptyShould(true);
    }

    static ArchRule showsNoHashOrder(final String... packages) {
        return core(packages)
                .and()
                .areNotAnnotatedWith(LookupOnly.class)
                .should()
                .dependOnClassesThat(hashCollection())
                .because("nothing observable may follow hash order; mark a class @LookupOnly when it never iterates")
                .allowEmptyShould(true);
    }

    private static GivenClassesConjunction core(final String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .and()
                .resideOutsideOfPackage("io.drover.cluster.member..")
                .and()
                .haveSimpleNameNotEndingWith("Test");
    }

    private static DescribedPredicate<JavaClass> hashCollection() {
        DescribedPredicate<JavaClass> any = DescribedPredicate.alwaysFalse();
        for (final String pattern : HASH_COLLECTIONS) {
            any = any.or(nameMatching(pattern).forSubtype());
        }
        return any.as("are hash collections");
    }

    private static DescribedPredicate<JavaAccess<?>> bannedAccess() {
        return new DescribedPredicate<>("depends on the machine, the moment or the JDK") {
            @Override
            public boolean test(final JavaAccess<?> access) {
                final String call = access.getTargetOwner().getName() + "#" + access.getName();
                return BANNED_CALLS.contains(call) || BANNED_OVERLOADS.contains(call + parameters(access));
            }
        };
    }

    private static String parameters(final JavaAccess<?> access) {
        final String full = access.getTarget().getFullName();
        final int open = full.indexOf('(');
        return open < 0 ? "" : full.substring(open).replace(", ", ",");
    }
}
