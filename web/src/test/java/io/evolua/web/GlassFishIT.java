package io.evolua.web;

import io.evolua.contract.WholeContract;
import io.evolua.web.glassfish.GlassFishExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same WAR, byte for byte, on GlassFish 7: {@code -Pglassfish}. */
@ExtendWith(GlassFishExtension.class)
class GlassFishIT extends WholeContract
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
                StreamsContract {}
