#include "audio/headset/sound_server.h"

#include <QFileInfo>
#include <QLocalSocket>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int answerWithinMs = 200;

QString socketPath()
{
    if (const QString named = qEnvironmentVariable("PULSE_SERVER"); !named.isEmpty()) // "unix:/path", "/path", …
        return named.section(u"unix:"_s, -1);
    if (const QString folder = qEnvironmentVariable("PULSE_RUNTIME_PATH"); !folder.isEmpty())
        return folder + "/native"_L1;
    const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return folder.isEmpty() ? QString() : folder + "/pulse/native"_L1;
}

} // namespace

bool soundServerAnswers()
{
#ifdef Q_OS_LINUX
    const QString path = socketPath();
    if (!QFileInfo(path).isAbsolute())
        return true;
    QLocalSocket socket;
    socket.connectToServer(path);
    return socket.waitForConnected(answerWithinMs);
#else
    return true;
#endif
}

} // namespace nightbell
