//! From an executable to a plugin that answers.

use std::sync::{Arc, Mutex};

use amphi_transport::SocketFolder;
use amphi_wit::Section;
use futures_util::future::BoxFuture;
use tokio::task::JoinSet;

use super::deadlines::Deadlines;
use super::executable::Executable;
use super::identity;
use super::imports::{Answers, Running};
use super::life::Life;
use super::start::Start;
use super::supervisor::{Folder, Supervisor};
use super::watchdog::Watchdog;
use super::{Plugin, Session};
use crate::config::Backend;
use crate::error::Error;
use crate::handle::PluginInfo;
use crate::instances;
use crate::load::{LoadRequest, next_instance};
use crate::resource::{Offered, Resources};
use crate::start_failure::StartProblem;

/// Starts the process and opens its session. Dropping the future ends a process that was started.
async fn load(request: LoadRequest) -> Result<Arc<Plugin>, Error> {
    let (executable, section) = Executable::open(&request).await?;
    load_opened(request, &executable, &section).await
}

/// Starts processes of one plugin. Each start opens the file again: what is hashed is what runs.
pub(crate) struct Starter(LoadRequest);

impl Starter {
    pub(crate) fn new(request: LoadRequest) -> Self {
        Self(request)
    }
}

impl instances::Starter for Starter {
    fn start(&self) -> BoxFuture<'_, Result<Arc<dyn instances::Member>, Error>> {
        let request = LoadRequest { output: self.0.output.of_instance(), ..self.0.clone() };
        Box::pin(async { Ok(load(request).await? as Arc<dyn instances::Member>) })
    }
}

/// Removes the folders of hosts that were killed, whose processes went with them, and makes ready for the first start.
pub(crate) async fn make_ready() {
    let mut task = JoinSet::new();
    task.spawn_blocking(|| {
        identity::prepare();
        SocketFolder::sweep()
    });
    if let Some(Ok(folders @ 1..)) = task.join_next().await {
        tracing::info!(folders, "folders of hosts that were killed removed");
    }
}

/// Starts an executable that is open.
pub(super) async fn load_opened(
    request: LoadRequest,
    executable: &Executable,
    section: &Section,
) -> Result<Arc<Plugin>, Error> {
    let binding = request.bind(&section.interface)?;
    let offered = Offered::new(&section.interface, request.imports.table(), &binding.imported_resources);
    let life = Life::new();
    let answers = Arc::new(Answers {
        plugin: request.name.clone(),
        instance: next_instance(),
        call_timeout: request.config.limits.call_timeout,
        interface: Arc::new(section.interface.clone()),
        imports: Arc::clone(&request.imports),
        binding: binding.imports,
        output: Arc::clone(&request.output),
        life: Arc::clone(&life),
        resources: Resources::new(&section.interface, offered),
        running: Mutex::new(Running::default()),
    });
    let mut start = Start::launch(&request, executable).await?;
    match open(&mut start, &request, section, &answers).await {
        Ok(session) => Ok(assemble(request, start, session, &answers, life)),
        Err(problem) => Err(start.fail(problem).await),
    }
}

async fn open(
    start: &mut Start,
    request: &LoadRequest,
    section: &Section,
    answers: &Arc<Answers>,
) -> Result<Session, StartProblem> {
    let announced = start.handshake(&request.config.native.versions).await?;
    start.connect(announced, section.digest, &request.config, Arc::clone(answers)).await
}

/// Hands the process over to the tasks that watch it.
fn assemble(request: LoadRequest, start: Start, session: Session, answers: &Answers, life: Arc<Life>) -> Arc<Plugin> {
    let Start { process, folder, pipes, output, .. } = start;
    let process_id = u32::try_from(process.group().leader().as_raw_nonzero().get()).ok();
    let info = PluginInfo {
        name: request.name.clone(),
        backend: Some(Backend::Native),
        instance: answers.instance,
        process_id,
        interface: Arc::clone(&answers.interface),
    };
    let session = Arc::new(session);
    let resources = Arc::clone(&answers.resources);
    let weak = Arc::downgrade(&session);
    resources.on_release(move |handle| {
        if let Some(session) = weak.upgrade() {
            session.drop_handle(handle);
        }
    });
    let folder = Folder::new(folder);
    let group = Arc::clone(process.group());
    let limits = request.config.limits;
    let alone = request.config.has_one_instance();
    let supervisor = Supervisor {
        plugin: request.name.clone(),
        process,
        pipes,
        session: Arc::clone(&session),
        life: Arc::clone(&life),
        output,
        folder: Arc::clone(&folder),
        stop: request.config.native.stop,
        limits,
        alone,
    };
    let mut tasks = JoinSet::new();
    tasks.spawn(supervisor.run());
    let watchdog = Arc::new(Watchdog::default());
    let watch = (Arc::clone(&watchdog), Arc::clone(&session), Arc::clone(&life), Arc::clone(&info.interface));
    tasks.spawn(async move {
        let (watchdog, session, life, interface) = watch;
        watchdog.run(&session, &life, &interface, limits.grace).await;
    });
    let deadlines = Arc::new(Deadlines::default());
    let keeper = Arc::clone(&deadlines);
    tasks.spawn(async move { keeper.keep().await });
    if alone {
        tracing::info!(plugin = %request.name, pid = process_id, "plugin ready");
    } else {
        tracing::debug!(plugin = %request.name, pid = process_id, "instance ready");
    }
    Arc::new(Plugin { info, limits, session, life, watchdog, deadlines, group, folder, resources, _tasks: tasks })
}
