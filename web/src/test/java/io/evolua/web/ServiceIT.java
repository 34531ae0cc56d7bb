package io.evolua.web;

import io.evolua.web.testing.Server;
import io.evolua.web.testing.ServerExtension;
import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The built WAR, byte for byte, on one server for all its clients' tests: a start costs more than all of them together.
 */
@ExtendWith({ServerExtension.class, ArquillianExtension.class})
class ServiceIT implements UsersContract, HeroesContract, ErrorsContract, HealthContract {

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/evolua.war"));
    }

    @BeforeEach
    void empty() {
        Server.database().run("truncate users, heroes restart identity");
    }
}
