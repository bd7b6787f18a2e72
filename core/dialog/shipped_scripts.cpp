#include "dialog/shipped_scripts.h"

#include "dialog/script_check.h"
#include "dialog/script_json.h"

#include <QDir>
#include <QResource>

namespace nightbell {

ScriptSet shippedScripts()
{
    ScriptSet set{.version = 1, .scripts = {}};
    const QDir folder(QStringLiteral(":/scripts/en"));
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        const auto script = scriptFromJson(QResource(folder.filePath(name)).uncompressedData());
        Q_ASSERT_X(script.ok(), "shippedScripts", qPrintable(name));
        set.scripts.append(script.value());
    }
    const Result<> fine = check(set);
    Q_ASSERT_X(fine.ok(), "shippedScripts", qPrintable(fine.ok() ? QString() : fine.problem().detail));
    return set;
}

} // namespace nightbell
