package io.evolua.engine.change;

import io.evolua.engine.schema.Schema;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZzProbeTest {
    @Test
    void probe() {
        int bad = 0;
        int from = Integer.getInteger("zz.from", 0);
        for (int seed = from; seed < from + Integer.getInteger("zz.n", 60) && bad < 8; seed++) {
            RandomPartitions.Pair pair = RandomPartitions.pair(new Random(seed * 7919L + 13));
            String what = go(pair);
            if (!what.isEmpty()) {
                bad++;
                System.out.println("ZZ ==== seed " + seed + "\n-- from\n" + pair.from() + "-- to\n" + pair.to() + what);
            }
        }
        System.out.println("ZZ done, bad " + bad);
    }

    private String go(RandomPartitions.Pair pair) {
        TestDatabase db = Acceptance.emptied();
        db.run(pair.from());
        Schema a = Acceptance.read(db);
        List<String> da = CatalogDump.of(db);
        db = Acceptance.emptied();
        db.run(pair.to());
        Schema b = Acceptance.read(db);
        List<String> dbb = CatalogDump.of(db);
        String script = "";
        String step = "diff";
        try {
            List<Change> changes = SchemaDiff.between(a, b);
            script = String.join(";\n", Acceptance.statements(changes));
            db = Acceptance.emptied();
            db.run(pair.from());
            step = "up";
            Acceptance.run(db, changes);
            String d = diff(b, dbb, db);
            if (!d.isEmpty()) return "-- script\n" + script + "\n-- after up\n" + d;
            step = "down";
            Acceptance.run(db, Change.invert(changes));
            d = diff(a, da, db);
            if (!d.isEmpty()) return "-- script\n" + script + "\n-- after down\n" + d;
        } catch (RuntimeException | AssertionError e) {
            String m = String.valueOf(e.getMessage());
            return "-- script\n" + script + "\n-- failed in " + step + ": " + m.substring(0, Math.min(400, m.length()))
                    + "\n";
        }
        return "";
    }

    private static String diff(Schema want, List<String> dump, TestDatabase db) {
        Schema now = Acceptance.read(db);
        List<String> lines = new ArrayList<>(Difference.of(Acceptance.unordered(want), Acceptance.unordered(now)));
        Acceptance.statements(SchemaDiff.between(now, want)).forEach(s -> lines.add("still: " + s));
        List<String> actual = CatalogDump.of(db);
        dump.stream().filter(l -> !actual.contains(l)).forEach(l -> lines.add("missing " + l));
        actual.stream().filter(l -> !dump.contains(l)).forEach(l -> lines.add("extra   " + l));
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
