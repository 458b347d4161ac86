# Pendant's server and its command line in one image.
#   docker build -t pendant . && docker run -p 8080:8080 -v pendant-data:/data pendant
# The server alone, which reads no pictures that are sent to it; half a gigabyte smaller.
#   docker build -t pendant-replica --target replica .

FROM node:24-bookworm-slim AS build
# hnswlib-node and better-sqlite3 are compiled here; the compiler stays behind.
RUN apt-get update \
  && apt-get install --no-install-recommends --yes g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Not `npm ci`: the lock file names the optional packages of the platforms it was made on alone, and
# `npm ci` refuses that on any machine. The versions it names are the ones installed.
RUN JOBS=max CFLAGS=-O2 npm install --no-save --omit=dev --no-audit --no-fund
COPY tsconfig.json tsconfig.base.json ./
COPY embeddings embeddings
COPY indexer indexer
COPY server server
COPY kiosk kiosk
RUN npm run build

# The nets run in browsers then, and come to them from dist/.
FROM build AS without-nets
RUN rm -r node_modules/@tensorflow node_modules/@vladmandic node_modules/onnxruntime-node

FROM node:24-bookworm-slim AS runtime
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=8080 \
  PENDANT_DATA=/data
WORKDIR /app
RUN install --directory --owner=node --group=node /data
USER node
VOLUME /data
EXPOSE 8080
# The first start indexes the built-in collection, which takes a minute or two.
# A certificate is for the museum's name, not for 127.0.0.1, so it is not checked here.
HEALTHCHECK --interval=10s --timeout=3s --start-period=5m --retries=3 \
  CMD ["node", "-e", "process.env.NODE_TLS_REJECT_UNAUTHORIZED = 0; fetch(`http${process.env.PENDANT_TLS_CERT ? 's' : ''}://127.0.0.1:${process.env.PORT}/api/v1/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

FROM runtime AS replica
ENV PENDANT_PICTURE_WORKERS=0
COPY --from=without-nets /app ./
CMD ["node", "--import", "tsx", "server/main.ts"]

FROM runtime
COPY --from=build /app ./
# What `npm start` runs once everything is installed and built; exec, so that signals reach the server.
CMD ["sh", "-c", "node --import tsx indexer/cli.ts first-run && exec node --import tsx server/main.ts"]
