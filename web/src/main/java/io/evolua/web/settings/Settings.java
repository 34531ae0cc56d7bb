package io.evolua.web.settings;

import io.evolua.persistence.ServerSettings;
import java.util.Optional;
import java.util.function.Function;

/** Reads settings, and refuses what makes no sense with the setting's name. */
public final class Settings {

    private final Function<String, Optional<String>> values;

    /** The settings that are in force. */
    public Settings() {
        this(ServerSettings::find);
    }

    /** Settings from anywhere. */
    public Settings(Function<String, Optional<String>> values) {
        this.values = values;
    }

    /** The value, if there is one that is not blank. */
    public Optional<String> text(String name) {
        return values.apply(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * A number within bounds, both included.
     *
     * @throws IllegalStateException when it is no number or out of bounds
     */
    public int number(String name, int otherwise, int least, int most) {
        String text = text(name).orElse(Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalStateException(
                name + " is “" + text + "”; expected a whole number from " + least + " to " + most);
    }
}
