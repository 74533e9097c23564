# The app as one image, built once. Debian, because PGlite's
# extension and the client's build want glibc.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY client/package.json client/
COPY shared/package.json shared/
COPY shared/simulator/package.json shared/simulator/
COPY sync-server/package.json sync-server/
COPY scripts/ensure-installed.mjs scripts/
RUN node scripts/ensure-installed.mjs
COPY . .
RUN npm run build && npm run sbom && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787 DATA_DIR=/data
WORKDIR /app
COPY --from=build --chown=node:node /app ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The server ends in order on SIGTERM; node as process 1 receives it directly.
# More room for what is young: with many people at once, collecting garbage takes a fifth of the processor otherwise.
CMD ["node", "--max-semi-space-size=32", "sync-server/dist/main.js"]
