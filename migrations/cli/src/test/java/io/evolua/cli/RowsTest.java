package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.cli.Rows.Cell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void columns_are_aligned_by_characters_not_by_bytes_or_colours_and_lines_end_without_blanks() {
        Rows rows = new Rows();
        rows.add(new Cell("1", Style.COLOURED::strong), Cell.plain("criação 🦸"), Cell.plain("(head)"));
        rows.add(Cell.plain("20"), Cell.plain("users"), Cell.plain(""));
        rows.add(Cell.plain("3"), Cell.plain(""), Cell.plain("(x)"));
        assertThat(printed(rows)).isEqualTo("""
                        \u001b[1m1\u001b[0m   criação 🦸  (head)
                        20  users
                        3              (x)
                        """);
    }

    @Test
    void plain_style_paints_nothing() {
        assertThat(Style.PLAIN.good("applied")).isEqualTo("applied");
        assertThat(Style.COLOURED.good("applied")).isEqualTo("\u001b[32mapplied\u001b[0m");
        assertThat(Style.COLOURED.pending("")).isEmpty();
    }

    private static String printed(Rows rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        try (Console console = new Console(stream, stream, Style.PLAIN, Prompt.NOBODY)) {
            rows.print(console);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
