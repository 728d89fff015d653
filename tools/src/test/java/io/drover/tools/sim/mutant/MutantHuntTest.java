package io.drover.tools.sim.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MutantHuntTest {
    private static final long ACTIVE_MS = 40_000;

    /** The virtual machine verifies what it initializes. */
    @TestFactory
    Stream<DynamicTest> shouldPlantValidCode() {
        return Mutants.all().stream()
                .map(mutant -> DynamicTest.dynamicTest(mutant.what(), () -> {
                    final MutantLoader loader = new MutantLoader(mutant, Mutants.class.getClassLoader());
                    assertThat(Class.forName(mutant.className(), true, loader)).isNotNull();
                    assertThat(loader.isPlanted()).isTrue();
                }));
    }

    @Test
    void shouldHaveAsManyDefectsAsPromised() {
        assertThat(Mutants.all()).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void shouldFindAPlantedDefect() {
        final List<String> lines = new ArrayList<>();

        final int escaped = new MutantHunt(5, ACTIVE_MS, seed -> "", lines::add).run(1, 1);

        assertThat(escaped).isZero();
        assertThat(lines).last().isEqualTo("mutants=1 found=1 escaped=0");
        assertThat(lines.get(0)).contains("Registrations stay when an allocation ends.");
    }
}
