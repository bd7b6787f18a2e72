#include "engine/engine_thread.h"

#include "ask.h"

namespace nightbell {

namespace {

ReceptionParts withTranscriber(ReceptionParts parts, Transcriber *transcriber)
{
    parts.transcriber = transcriber;
    return parts;
}

} // namespace

EngineThread::EngineThread(Parts parts)
    : m_parts(std::move(parts))
    , m_engine(std::make_unique<Engine>(EngineParts{
          .clock = *m_parts.clock,
          .line = *m_parts.line,
          .sound = *m_parts.sound,
          .voice = *m_parts.voice,
          .append = m_parts.append,
          .destinationOf = m_parts.destinationOf,
          .staffSounds = m_parts.staffSounds.get(),
          .testExtensions = m_parts.testExtensions,
          .recording = m_parts.recording,
          .testClinic = m_parts.testClinic,
          .reception = withTranscriber(m_parts.reception, m_parts.transcriber.get()),
      }))
    , m_here(std::make_unique<QObject>())
{
    m_thread.setObjectName(QStringLiteral("engine"));
    for (QObject *each : std::initializer_list<QObject *>{m_parts.clock.get(), m_parts.line.get(), m_parts.sound.get(),
                                                          m_parts.voice.get(), m_engine.get(), m_here.get()})
        each->moveToThread(&m_thread);
    if (m_parts.transcriber)
        m_parts.transcriber->moveToThread(&m_thread);
    m_thread.start();
}

EngineThread::~EngineThread()
{
    ask(m_here.get(), [this] {
        m_engine.reset();
        m_parts = {};
    }).waitForFinished();
    m_thread.quit();
    m_thread.wait();
}

Result<> EngineThread::start()
{
    return ask(m_here.get(), [this] { return m_engine->start(); }).result();
}

QFuture<void> EngineThread::stop()
{
    if (m_stopped)
        return *m_stopped;
    auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    m_stopped = promise->future();
    QMetaObject::invokeMethod(m_here.get(), [this, promise] {
        QObject::connect(m_engine.get(), &Engine::stopped, m_here.get(), [promise] { promise->finish(); });
        m_engine->stop();
    });
    return *m_stopped;
}

} // namespace nightbell
