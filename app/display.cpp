#include "app/display.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibrary>
#include <QLibraryInfo>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

// The libraries that Qt's own plugins use, so that the answer is the one that Qt will get: socket, host, and
// permission.
bool xServerAnswers()
{
    QLibrary xcb(u"xcb"_s, 1);
    const auto connect = reinterpret_cast<void *(*)(const char *, int *)>(xcb.resolve("xcb_connect"));
    const auto failed = reinterpret_cast<int (*)(void *)>(xcb.resolve("xcb_connection_has_error"));
    const auto disconnect = reinterpret_cast<void (*)(void *)>(xcb.resolve("xcb_disconnect"));
    if (!connect || !failed || !disconnect || !qEnvironmentVariableIsSet("DISPLAY"))
        return false;
    void *connection = connect(nullptr, nullptr);
    const bool answers = failed(connection) == 0;
    disconnect(connection); // also frees one that failed
    return answers;
}

bool waylandAnswers()
{
    QLibrary wayland(u"wayland-client"_s, 0);
    const auto connect = reinterpret_cast<void *(*)(const char *)>(wayland.resolve("wl_display_connect"));
    const auto disconnect = reinterpret_cast<void (*)(void *)>(wayland.resolve("wl_display_disconnect"));
    void *display = connect && disconnect ? connect(nullptr) : nullptr;
    if (display)
        disconnect(display);
    return display != nullptr;
}

bool pluginExists(const QString &platform)
{
    QStringList folders{QDir(QLibraryInfo::path(QLibraryInfo::PluginsPath)).filePath(u"platforms"_s)};
    folders += qEnvironmentVariable("QT_QPA_PLATFORM_PLUGIN_PATH").split(QDir::listSeparator(), Qt::SkipEmptyParts);
    folders += qEnvironmentVariable("QT_PLUGIN_PATH").split(QDir::listSeparator(), Qt::SkipEmptyParts);
    return std::any_of(folders.begin(), folders.end(), [&platform](const QString &folder) {
        const QStringList names{u"libq%1.*"_s.arg(platform), u"libq%1-generic.*"_s.arg(platform)};
        return !QDir(folder).entryList(names, QDir::Files).isEmpty()
            || !QDir(folder + "/platforms"_L1).entryList(names, QDir::Files).isEmpty();
    });
}

bool answers(const QString &platform)
{
    if (!pluginExists(platform))
        return false;
    if (platform == "xcb"_L1)
        return xServerAnswers();
    return platform.startsWith("wayland"_L1) ? waylandAnswers() : true;
}

} // namespace

Result<> findDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    // QT_QPA_PLATFORM may name several, each with options after a colon: xcb;offscreen:…
    const QString wanted = qEnvironmentVariable("QT_QPA_PLATFORM");
    QStringList platforms = wanted.split(u';', Qt::SkipEmptyParts);
    if (platforms.isEmpty())
        platforms = QStringList{u"xcb"_s, u"wayland"_s};
    for (const QString &platform : platforms) {
        if (answers(platform.section(u':', 0, 0)))
            return {};
    }
    const auto shown = [](const QString &variable) { return variable.isEmpty() ? u"-"_s : variable; };
    return Problem{
        Problem::Kind::Unreachable,
        QCoreApplication::translate("Display",
                                    "No display answers (DISPLAY %1, WAYLAND_DISPLAY %2, QT_QPA_PLATFORM %3). "
                                    "Start it in a desktop session, or use --headless.")
            .arg(shown(qEnvironmentVariable("DISPLAY")), shown(qEnvironmentVariable("WAYLAND_DISPLAY")),
                 shown(wanted))};
#else
    return {};
#endif
}

} // namespace nightbell
