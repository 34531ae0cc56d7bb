import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A step of the build: takes the one address of another host out of ReDoc, the image beside its maker's name, so that
 * nothing on our pages is loaded from elsewhere. Run as {@code java OwnHostOnly.java <redoc.standalone.js> <file>}.
 */
final class OwnHostOnly {

    private static final String ELSEWHERE = "https://cdn.redoc.ly/redoc/logo-mini.svg";
    private static final String EMPTY_IMAGE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";

    private OwnHostOnly() {}

    public static void main(String[] args) throws IOException {
        String script = Files.readString(Path.of(args[0]), StandardCharsets.UTF_8);
        if (!script.contains(ELSEWHERE)) {
            throw new IllegalStateException("ReDoc has changed: " + ELSEWHERE + " is not in " + args[0]
                    + ". See what it loads now, and whether this step is still needed.");
        }
        Path file = Path.of(args[1]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, script.replace(ELSEWHERE, EMPTY_IMAGE), StandardCharsets.UTF_8);
    }
}
