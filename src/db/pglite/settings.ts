/** With the default of 128 MB of shared buffers the process holds 100 MB more and is no faster at our sizes. */
export const embeddedSettings = { postgresqlconf: ['shared_buffers = 16MB'] };
