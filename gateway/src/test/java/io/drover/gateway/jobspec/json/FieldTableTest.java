package io.drover.gateway.jobspec.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table of fields against a linked hash map, with the same random operations. */
class FieldTableTest {
    private static final long SEED = Long.getLong("test.seed", 42);

    @Test
    void behavesAsALinkedHashMap() {
        final Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            final FieldTable table = new FieldTable(random.nextInt(10));
            final Map<String, JsonValue> expected = new LinkedHashMap<>();
            final int names = 1 + random.nextInt(300);
            for (int step = 0; step < 400; step++) {
                final String name = "name" + random.nextInt(names);
                if (random.nextInt(5) == 0) {
                    table.remove(name);
                    expected.remove(name);
                } else {
                    final JsonValue value = JsonNumber.of(random.nextInt());
                    table.put(name, value);
                    expected.put(name, value);
                }
                assertThat(table.get(name)).as("seed %d", SEED).isEqualTo(expected.get(name));
            }
            assertThat(List.copyOf(table.names())).as("seed %d", SEED).isEqualTo(List.copyOf(expected.keySet()));
            assertThat(List.copyOf(table.entries())).isEqualTo(List.copyOf(expected.entrySet()));
            assertThat(table.copy()).isEqualTo(table).hasSameHashCodeAs(table);
        }
    }

    @Test
    void aCopyIsIndependent() {
        final FieldTable table = new FieldTable(0);
        table.put("list", new JsonArray());
        final FieldTable copy = table.copy();
        copy.put("list", JsonNull.NULL);
        copy.put("other", JsonNull.NULL);
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.get("list")).isEqualTo(new JsonArray());
        assertThat(copy).isNotEqualTo(table);
    }

    @Test
    void namesThatWereMadeToCollideAreFoundAll() {
        // "Aa" and "BB" have the same hash, and so have all sequences of them.
        List<String> names = List.of("");
        for (int i = 0; i < 14; i++) {
            final List<String> longer = new ArrayList<>();
            for (final String name : names) {
                longer.add(name + "Aa");
                longer.add(name + "BB");
            }
            names = longer;
        }
        final FieldTable table = new FieldTable(0);
        names.forEach(name -> table.put(name, new JsonString(name)));
        assertThat(table.size()).isEqualTo(1 << 14);
        assertThat(names).allSatisfy(name -> assertThat(table.get(name)).isEqualTo(new JsonString(name)));
    }
}
