package io.evolua.web.settings;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads settings, and refuses what makes no sense with the setting's name. */
public final class Settings {

    private final Config config;

    /** The settings that are in force. */
    public Settings() {
        this(ConfigProvider.getConfig());
    }

    /** Settings from anywhere. */
    public Settings(Config config) {
        this.config = config;
    }

    /** The value, if there is one that is not blank. */
    public Optional<String> text(String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(text -> !text.isEmpty());
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
