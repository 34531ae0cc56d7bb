package io.evolua.web.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Where a request comes from. Behind proxies that is what the outermost one of those we trust has seen: each adds to
 * {@code X-Forwarded-For} on the right, and whatever stands further left the client may have written.
 */
record ClientAddress(String text) {

    static final String TRUSTED_PROXIES = "evolua.trusted-proxies";

    private static final int NETWORK_BYTES = 8;

    /** @param trustedProxies how many proxies stand before the service */
    static ClientAddress of(HttpServletRequest request, int trustedProxies) {
        List<String> seen = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
        return trustedProxies == 0 || seen.size() < trustedProxies
                ? new ClientAddress(request.getRemoteAddr())
                : new ClientAddress(seen.get(seen.size() - trustedProxies));
    }

    /** What belongs to one customer: of IPv6 the first 64 bits, within which anybody may choose. */
    String network() {
        if (text.indexOf(':') < 0) {
            return text;
        }
        try {
            // With colons it is an address or nothing: no name is looked up.
            return InetAddress.getByName(text) instanceof Inet6Address address
                    ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
                    : text;
        } catch (UnknownHostException e) {
            return text;
        }
    }
}
