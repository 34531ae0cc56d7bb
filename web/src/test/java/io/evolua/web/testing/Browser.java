package io.evolua.web.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evolua.contract.client.Service;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium of this machine, which notes what a page asks for and what it complains about. */
public final class Browser implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int HEIGHT = 900;

    private final ChromeDriver driver;
    private final WebDriverWait patience;
    private final String base = System.getProperty(Service.PROPERTY, "");

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        this.patience = new WebDriverWait(driver, Duration.ofSeconds(60));
    }

    /** A new one with an empty profile. The test is skipped if there is no Chromium with its driver. */
    public static Browser open(int width, boolean dark) {
        Optional<File> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<File> chromedriver = program("chromedriver");
        assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "no chromium and chromedriver in PATH (apt-get install chromium chromium-driver)");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow());
        // The pages are our own; who runs the tests may be root or in a container, where the sandbox does not start.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.orElseThrow())
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", width < 500));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        return new Browser(driver);
    }

    private static Optional<File> program(String... names) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        // Where images of build servers have it.
        String more = Objects.requireNonNullElse(System.getenv("CHROMEWEBDRIVER"), "");
        return Stream.of(names)
                .flatMap(name -> Stream.of((path + File.pathSeparator + more).split(File.pathSeparator, -1))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    /** Opens a page of the service. */
    public void go(String path) {
        driver.get(base + path);
    }

    /** Waits until an element is seen. */
    public WebElement await(String selector) {
        return patience.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(selector)));
    }

    public String text(String selector) {
        return await(selector).getText();
    }

    public void click(String selector) {
        patience.until(ExpectedConditions.elementToBeClickable(By.cssSelector(selector)))
                .click();
    }

    public void type(String selector, String text) {
        await(selector).sendKeys(text);
    }

    /** What a script answers. */
    public long number(String script) {
        return driver.executeScript(script) instanceof Number number ? number.longValue() : -1;
    }

    /** Takes a picture of the whole page, for people. */
    public void picture(String name) {
        Object data = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .get("data");
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page complains about nothing, and got all that it asked for, from the service alone. */
    public void isContent() {
        // Below are hints to developers, such as that Swagger UI has a password outside a form.
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.INFO.intValue())
                .extracting(LogEntry::getMessage)
                .isEmpty();
        List<String> wrong = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonObject message = parse(entry.getMessage()).getJsonObject("message");
            JsonObject parameters = message.getJsonObject("params");
            switch (message.getString("method")) {
                case "Network.requestWillBeSent" ->
                    requests.add(parameters.getJsonObject("request").getString("url"));
                case "Network.loadingFailed" -> wrong.add(parameters.toString());
                case "Network.responseReceived" -> {
                    JsonObject response = parameters.getJsonObject("response");
                    if (response.getInt("status") >= 400) {
                        wrong.add(response.getString("url") + " → " + response.getInt("status"));
                    }
                }
                default -> {
                    // not about requests
                }
            }
        }
        assertThat(requests).isNotEmpty().allMatch(url -> url.startsWith(base + "/") || url.startsWith("data:"));
        assertThat(wrong).isEmpty();
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
