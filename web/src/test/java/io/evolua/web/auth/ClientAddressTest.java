package io.evolua.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    private static String address(int trustedProxies, String... forwarded) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                ClientAddressTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> "10.0.0.1";
                    case "getHeaders" -> Collections.enumeration(List.of(forwarded));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return ClientAddress.of(request, trustedProxies).text();
    }

    @Test
    void without_proxies_nobody_is_believed() {
        assertThat(address(0)).isEqualTo("10.0.0.1");
        assertThat(address(0, "1.1.1.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void behind_proxies_what_the_outermost_one_saw_counts() {
        assertThat(address(1, "6.6.6.6, 1.1.1.1")).isEqualTo("1.1.1.1");
        assertThat(address(2, "6.6.6.6, 1.1.1.1", "10.0.0.2")).isEqualTo("1.1.1.1");
        assertThat(address(2, "10.0.0.2")).as("it came another way").isEqualTo("10.0.0.1");
        assertThat(address(1)).isEqualTo("10.0.0.1");
    }

    @Test
    void a_network_of_ipv6_is_one_client() {
        assertThat(new ClientAddress("2001:db8::1").network())
                .isEqualTo(new ClientAddress("2001:db8:0:0:ffff::2").network())
                .isNotEqualTo(new ClientAddress("2001:db8:0:1::1").network());
        assertThat(new ClientAddress("1.1.1.1").network()).isEqualTo("1.1.1.1");
        assertThat(new ClientAddress("::nonsense::").network()).isEqualTo("::nonsense::");
    }
}
