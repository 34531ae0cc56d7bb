package io.evolua.engine.change;

import java.util.Optional;

/**
 * Any statements, written by hand. The comparison never finds them; a {@code ChangeRewriter} adds them.
 *
 * @param up what is executed, without the last semicolon; blank for nothing
 * @param down what takes it back; blank for nothing
 */
public record ExecuteSql(String up, String down) implements Change {

    /** Takes white space and the last semicolon away. */
    public ExecuteSql {
        up = statement(up);
        down = statement(down);
    }

    private static String statement(String sql) {
        String text = sql.strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1).stripTrailing() : text;
    }

    @Override
    public Change inverse() {
        return new ExecuteSql(down, up);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.executeSql(this);
    }

    @Override
    public String describe() {
        return "execute " + up.lines().findFirst().orElse("nothing");
    }

    @Override
    public Optional<String> hazard() {
        return up.isEmpty()
                ? Optional.of("Nothing is known that takes this back: "
                        + down.lines().findFirst().orElse("nothing"))
                : Optional.empty();
    }
}
