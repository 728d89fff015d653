package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DispatchNamesTest {
    private static final Pattern CHILD = Pattern.compile("job default/(work/dispatch-\\d+-[0-9a-f]{8}) ");

    @Test
    void shouldDrawAgainWhenThereIsAJobOfThatName() {
        final String drawn = childrenBeside("other").get(0);

        assertThat(childrenBeside(drawn)).hasSize(2).contains(drawn).doesNotHaveDuplicates();
    }

    /** Names like those of children; runs are equal but for the name of the first job, so that the dispatch draws the same. */
    private static List<String> childrenBeside(final String job) {
        final Scenario scenario = new Scenario();
        final String state =
                scenario.run("birth\njob " + job + "\njob work type=batch parameterized\ndispatch work\n----\n");
        new ReplayEquality(scenario.harness()).check();
        return CHILD.matcher(state).results().map(result -> result.group(1)).toList();
    }
}
