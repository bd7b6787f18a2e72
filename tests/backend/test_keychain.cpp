// The real gnome-keyring, in a private session. The program runs itself again inside that session: each argument
// after --inside is one step, and each step prints one line.
#include "settings/keychain_secrets.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const QString unlocked = u"printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null"_s;
const QString locked = u"gnome-keyring-daemon --start --components=secrets >/dev/null"_s;
const QString asFound = u"true"_s; // the bus starts the daemon when it is asked for

QByteArray kindOf(const Problem &problem)
{
    switch (problem.kind) {
    case Problem::Kind::NotFound:
        return "missing";
    case Problem::Kind::Locked:
        return "locked";
    case Problem::Kind::Unreachable:
        return "unreachable";
    case Problem::Kind::TimedOut:
        return "timed out";
    case Problem::Kind::Invalid:
        return "invalid";
    default:
        return "another problem: " + problem.detail.toUtf8();
    }
}

QByteArray take(KeychainSecrets &secrets, const QStringList &words)
{
    if (words.first() == "write"_L1) {
        const auto written = secrets.write(words.at(1), QByteArray::fromPercentEncoding(words.at(2).toLatin1()));
        return written ? "written" : kindOf(written.problem());
    }
    if (words.first() == "remove"_L1) {
        const auto removed = secrets.remove(words.at(1));
        return removed ? "removed" : kindOf(removed.problem());
    }
    const auto secret = secrets.read(words.at(1));
    return secret ? "read " + secret.value().toPercentEncoding() : kindOf(secret.problem());
}

int inside(const QStringList &steps)
{
    for (const QString &step : steps) {
        const QStringList words = step.split(u' ');
        const bool impatient = words.first() == "glance"_L1;
        const auto wait = std::chrono::milliseconds(impatient ? 0 : 5'000);
        KeychainSecrets secrets(u"nightbell-test"_s, wait); // a new one each time: none leans on another's thread
        std::puts(take(secrets, words).constData());
    }
    return 0;
}

class Session
{
public:
    Session()
    {
        m_environment.insert(u"HOME"_s, m_folder.path());
        for (const QString &variable : {u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s})
            m_environment.insert(variable, m_folder.filePath(variable));
        m_environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder.path()); // 0700 as QTemporaryDir makes it
        for (const QString &variable : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"DBUS_SESSION_BUS_ADDRESS"_s})
            m_environment.remove(variable);
    }

    // The daemon may still be writing while its session ends.
    ~Session()
    {
        if (!QTest::qWaitFor([this] { return m_folder.remove(); }))
            qWarning("the session's folder was left behind");
    }

    QStringList run(const QString &before, const QStringList &steps)
    {
        const QString script = before + u" && exec \"$0\" --inside \"$@\""_s;
        return lines(u"dbus-run-session"_s,
                     QStringList{u"--"_s, u"bash"_s, u"-c"_s, script, QCoreApplication::applicationFilePath()} + steps);
    }

    QStringList runWithoutBus(const QStringList &steps)
    {
        return lines(QCoreApplication::applicationFilePath(), QStringList{u"--inside"_s} + steps);
    }

private:
    QStringList lines(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.start(program, arguments);
        if (!process.waitForFinished(100'000)) {
            process.kill();
            process.waitForFinished();
            return {u"never ended"_s, QString::fromUtf8(process.readAllStandardError())};
        }
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed().split(u'\n');
    }

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
};

} // namespace

class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anUnlockedKeychainKeepsBytesAsTheyAre();
    void whatAnUnlockedKeychainDoesNotHoldIsMissing();
    void aRemovedSecretIsMissing();
    void aLockedKeychainIsLockedAndNotEmpty();
    void aLockedKeychainIsNotWritten();
    void aKeychainThatNobodyMadeIsUnreachable();
    void withoutABusTheKeychainIsUnreachable();
    void anAnswerThatTakesTooLongIsGivenUp();
    void aNameTooLongIsInvalid();
};

void TestKeychain::initTestCase()
{
    for (const QString &tool : {u"dbus-run-session"_s, u"gnome-keyring-daemon"_s, u"bash"_s}) {
        if (QStandardPaths::findExecutable(tool).isEmpty())
            QSKIP(qPrintable(tool + " is not installed"_L1));
    }
}

void TestKeychain::anUnlockedKeychainKeepsBytesAsTheyAre()
{
    QCOMPARE(Session().run(unlocked, {u"write clinic-key/main %00%FFk"_s, u"read clinic-key/main"_s}),
             QStringList({u"written"_s, u"read %00%FFk"_s}));
}

void TestKeychain::whatAnUnlockedKeychainDoesNotHoldIsMissing()
{
    QCOMPARE(Session().run(unlocked, {u"read a"_s, u"read a"_s}), QStringList({u"missing"_s, u"missing"_s}));
}

void TestKeychain::aRemovedSecretIsMissing()
{
    QCOMPARE(Session().run(unlocked, {u"write a x"_s, u"remove a"_s, u"read a"_s, u"remove a"_s}),
             QStringList({u"written"_s, u"removed"_s, u"missing"_s, u"missing"_s}));
}

void TestKeychain::aLockedKeychainIsLockedAndNotEmpty()
{
    Session session;
    QCOMPARE(session.run(unlocked, {u"write a x"_s}), QStringList(u"written"_s));
    QCOMPARE(session.run(locked, {u"read a"_s, u"read b"_s, u"remove a"_s}),
             QStringList({u"locked"_s, u"locked"_s, u"locked"_s}));
    QCOMPARE(session.run(unlocked, {u"read a"_s}), QStringList(u"read x"_s));
}

void TestKeychain::aLockedKeychainIsNotWritten()
{
    Session session;
    QCOMPARE(session.run(unlocked, {u"write a x"_s}), QStringList(u"written"_s));
    QCOMPARE(session.run(locked, {u"write a y"_s}), QStringList(u"locked"_s));
    QCOMPARE(session.run(unlocked, {u"read a"_s}), QStringList(u"read x"_s));
}

void TestKeychain::aKeychainThatNobodyMadeIsUnreachable()
{
    QCOMPARE(Session().run(asFound, {u"read a"_s, u"write a x"_s}), QStringList({u"unreachable"_s, u"unreachable"_s}));
}

void TestKeychain::withoutABusTheKeychainIsUnreachable()
{
    QCOMPARE(Session().runWithoutBus({u"read a"_s, u"write a x"_s, u"remove a"_s}),
             QStringList({u"unreachable"_s, u"unreachable"_s, u"unreachable"_s}));
}

void TestKeychain::anAnswerThatTakesTooLongIsGivenUp()
{
    QCOMPARE(Session().run(unlocked, {u"glance a"_s, u"read a"_s}), QStringList({u"timed out"_s, u"missing"_s}));
}

void TestKeychain::aNameTooLongIsInvalid()
{
    QCOMPARE(Session().runWithoutBus({u"read "_s + QString(101, u'a')}), QStringList(u"invalid"_s));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (const QStringList arguments = app.arguments(); arguments.value(1) == "--inside"_L1)
        return inside(arguments.mid(2));
    TestKeychain test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_keychain.moc"
