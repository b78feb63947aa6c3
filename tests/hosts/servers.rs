//! Real servers, each as its own process on a free port, with what `publish` wrote for it. They end with the test.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::site::Site;

/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running server.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    pub(crate) port: u16,
    process: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Starts a program and waits until it answers.
    fn start(name: &'static str, port: u16, site: &Site, command: &mut Command) -> Self {
        let log = site.scratch().join("log");
        let output = fs::File::create(&log).unwrap();
        let command = command.stdin(Stdio::null()).stdout(output.try_clone().unwrap()).stderr(output);
        let process = command.spawn().unwrap_or_else(|error| {
            panic!("{name} could not be started ({error}): run tools/setup.sh test, and name its folder in WEB_SERVERS")
        });
        let mut server = Self { name, port, process };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let has_ended = server.process.try_wait().unwrap();
            let log = || fs::read_to_string(&log).unwrap_or_default();
            assert!(has_ended.is_none() && start.elapsed() < PATIENCE, "{name} did not start: {}", log());
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A program of an unpacked package, or the one on `PATH`.
fn program(path: &str) -> PathBuf {
    let name = Path::new(path).file_name().unwrap();
    let unpacked = std::env::var_os("WEB_SERVERS").map(|folder| Path::new(&folder).join(path));
    unpacked.filter(|path| path.is_file()).unwrap_or_else(|| name.into())
}

fn write(site: &Site, name: &str, text: &str) -> PathBuf {
    let path = site.scratch().join(name);
    fs::write(&path, text).unwrap();
    path
}

/// nginx with its module for Brotli.
pub(crate) fn nginx(site: &Site) -> Server {
    let module = "usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
    let unpacked = std::env::var_os("WEB_SERVERS").map(|folder| Path::new(&folder).join(module));
    let module = unpacked.filter(|path| path.is_file()).unwrap_or_else(|| Path::new("/").join(module));
    nginx_with(site, &format!("load_module {};", module.display()), &["nginx.conf", "nginx-brotli.conf"])
}

/// nginx as it comes.
pub(crate) fn plain_nginx(site: &Site) -> Server {
    nginx_with(site, "", &["nginx.conf"])
}

fn nginx_with(site: &Site, modules: &str, included: &[&str]) -> Server {
    let (port, scratch, root) = (free_port(), site.scratch(), site.root());
    let include = |file: &&str| format!("include {};", site.out().join("hosting").join(file).display());
    let includes: Vec<_> = included.iter().map(include).collect();
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let temporary = temporary.map(|kind| format!("{kind}_temp_path {};", scratch.join(kind).display())).join("\n");
    let text = format!(
        "{modules}\ndaemon off;\nmaster_process off;\npid {};\nerror_log stderr;\nevents {{}}\n\
         http {{\naccess_log off;\n{temporary}\nserver {{\nlisten 127.0.0.1:{port};\nroot {};\n{}\n}}\n}}\n",
        scratch.join("nginx.pid").display(),
        root.display(),
        includes.join("\n"),
    );
    let conf = write(site, "nginx.conf", &text);
    let mut command = Command::new(program("usr/sbin/nginx"));
    Server::start("nginx", port, site, command.args(["-e", "stderr", "-p"]).arg(scratch).arg("-c").arg(conf))
}

/// Caddy.
pub(crate) fn caddy(site: &Site) -> Server {
    let port = free_port();
    let text = format!(
        "{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\troot * {}\n\timport {}\n{}}}\n",
        site.root().display(),
        site.out().join("hosting/Caddyfile").display(),
        // What the host serves beside a site in a folder.
        if site.base == "/" { "" } else { "\thandle {\n\t\tfile_server\n\t}\n" },
    );
    let conf = write(site, "Caddyfile", &text);
    let mut command = Command::new(program("usr/bin/caddy"));
    // Nothing is written to the reader's own folders.
    for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        command.env(variable, site.scratch());
    }
    Server::start("Caddy", port, site, command.args(["run", "--adapter", "caddyfile", "--config"]).arg(conf))
}

/// Apache, which reads `.htaccess` by itself; with what a distribution says about the endings of compressed files.
pub(crate) fn apache(site: &Site) -> Server {
    const MODULES: [&str; 12] = [
        "mpm_event",
        "authz_core",
        "alias",
        "autoindex",
        "deflate",
        "dir",
        "env",
        "filter",
        "headers",
        "mime",
        "negotiation",
        "rewrite",
    ];
    let (port, scratch, root) = (free_port(), site.scratch(), site.root());
    let module = |name: &str| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n");
    let types = write(site, "mime.types", "text/html html\ntext/x-markdown md\n");
    let text = format!(
        "{}ServerRoot {}\nDefaultRuntimeDir {1}\nPidFile {1}/apache.pid\nMutex file:{1}\nListen 127.0.0.1:{port}\n\
         ServerName 127.0.0.1:{port}\nErrorLog {1}/apache.log\nTypesConfig {}\nAddType application/x-gzip .gz\n\
         AddLanguage br .br\nAddOutputFilterByType DEFLATE text/html text/css\nDocumentRoot {root}\n\
         <IfModule unixd_module>\nUser www-data\nGroup www-data\n</IfModule>\n\
         <Directory {root}>\nOptions Indexes FollowSymLinks MultiViews\nAllowOverride All\nRequire all granted\n\
         </Directory>\n",
        MODULES.map(module).concat(),
        scratch.display(),
        types.display(),
        root = root.display(),
    )
    .replace("{0}", &scratch.display().to_string());
    let conf = write(site, "apache.conf", &text);
    let mut command = Command::new(program("usr/sbin/apache2"));
    Server::start("Apache", port, site, command.args(["-X", "-f"]).arg(conf))
}

/// The server that comes with Python.
pub(crate) fn python(site: &Site) -> Server {
    let port = free_port();
    let mut command = Command::new("python3");
    let command = command.args(["-m", "http.server", "--bind", "127.0.0.1", "--directory"]).arg(site.root());
    Server::start("Python", port, site, command.arg(port.to_string()))
}
