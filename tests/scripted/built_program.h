// The built program, seen from outside: what it prints and with which code it ends. It sees no display and none of the
// tester's own folders.
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

#include <csignal>

namespace nightbell {

using namespace Qt::StringLiterals;

constexpr int patienceMs = 20'000;

class Program
{
public:
    using Prepare = std::function<void(QProcess &)>; // before it starts

    explicit Program(const QStringList &arguments, const QHash<QString, QString> &variables = {},
                     const Prepare &prepare = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &display : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s,
                                       u"DBUS_SESSION_BUS_ADDRESS"_s, u"XDG_RUNTIME_DIR"_s})
            environment.remove(display);
        environment.insert(u"HOME"_s, m_home.path());
        environment.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"share"_s));
        for (auto one = variables.begin(); one != variables.end(); ++one)
            environment.insert(one.key(), one.value());
        m_process.setProcessEnvironment(environment);
        if (prepare)
            prepare(m_process);
        m_process.start(QStringLiteral(NIGHTBELL_BINARY_DIR "/nightbell"), arguments);
    }
    ~Program()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }

    int code() // 128 + signal if it was killed
    {
        if (!m_process.waitForFinished(patienceMs))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : 128 + m_process.exitCode();
    }
    QString output() { return QString::fromUtf8(m_process.readAllStandardOutput()); }
    QString complaint() { return QString::fromUtf8(m_process.readAllStandardError()); }
    void signal(int number) { ::kill(static_cast<pid_t>(m_process.processId()), number); }
    bool isRunning() const { return m_process.state() == QProcess::Running; }

private:
    QTemporaryDir m_home;
    QProcess m_process;
};

inline QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void put(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("the test cannot write its file");
}

// A headless program that has said that it runs.
struct Running
{
    QTemporaryDir folder;
    Program program{{u"--headless"_s, u"--set"_s, u"speech.transcriber=none"_s, u"--data"_s, folder.path()}};

    bool began() const
    {
        return QTest::qWaitFor([this] { return contents(folder.filePath(u"nightbell.log"_s)).contains(" starts "); },
                               patienceMs);
    }
};

} // namespace nightbell
