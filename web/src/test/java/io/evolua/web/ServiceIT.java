package io.evolua.web;

import io.evolua.contract.WholeContract;
import io.evolua.web.testing.ServerExtension;
import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The built WAR, byte for byte, on one server for all its clients' tests: a start costs more than all of them together.
 * Besides the contract, which speaks HTTP only, what can only be seen or done from the database's side.
 */
@ExtendWith({ServerExtension.class, ArquillianExtension.class})
class ServiceIT extends WholeContract
        implements StorageContract,
                TokensContract,
                CorsContract,
                ReadinessContract,
                FaultsContract,
                SafetyContract,
                RoleContract,
                PagesContract,
                BrowserContract,
                AsyncFaultsContract,
                StreamsContract {

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/evolua.war"));
    }
}
