# syntax=docker/dockerfile:1

# The ONNX runtime's builds need glibc: not Alpine.
FROM node:22-slim AS base
WORKDIR /app

FROM base AS build
COPY package.json package-lock.json .npmrc ./
# No package needs to run anything at install; our own `prepare` is the build below.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY commands commands
COPY bench bench
COPY training training
RUN npm run build && rm -rf dist/bench dist/training && find dist -name '*.map' -delete

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
# The runtime comes for every platform that it knows: only this image's stays.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && find node_modules/onnxruntime-node/bin/napi-v6 -mindepth 2 -maxdepth 2 \
    ! -path "*/$(node -p 'process.platform + "/" + process.arch')" -exec rm -r {} +

FROM base
# With PORT set, it serves /healthz over the gateway, too.
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
RUN mkdir /data && chown node:node /data
COPY package.json LICENSE PRIVACY.md ./
COPY --from=packages /app/node_modules node_modules
COPY models models
COPY content content
COPY --from=build /app/dist dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node is the first process, so that SIGTERM reaches it.
ENTRYPOINT ["node", "dist/src/cli.js"]
CMD ["start"]
