#include "app/demo/patient_story.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

Problem invalid(const QString &where, const QString &what)
{
    return {Problem::Kind::Invalid, u"%1: %2"_s.arg(where, what)};
}

QStringList texts(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString()};
    QStringList all;
    for (const QJsonValue &each : value.toArray())
        all << each.toString();
    return all;
}

Result<> onlyKnown(const QJsonObject &object, const QSet<QString> &known, const QString &where)
{
    for (const QString &key : object.keys())
        if (!known.contains(key))
            return invalid(where, u"unknown key %1"_s.arg(key));
    return {};
}

Result<PatientAnswer> answerFrom(const QJsonObject &json, const QString &where)
{
    if (const Result<> known = onlyKnown(json, {u"to"_s, u"says"_s, u"hangs_up"_s, u"vanishes"_s}, where); !known)
        return known.problem();
    PatientAnswer answer{.to = texts(json[u"to"]), .says = texts(json[u"says"])};
    for (QString &each : answer.to)
        each = each.toLower();
    answer.hangsUp = json[u"hangs_up"].toBool();
    answer.vanishes = json[u"vanishes"].toBool();
    if (answer.says.isEmpty() && !answer.hangsUp && !answer.vanishes)
        return invalid(where, u"an answer without a word or a deed"_s);
    return answer;
}

Result<PatientStory> storyFrom(const QJsonObject &json)
{
    PatientStory story{.id = json[u"id"].toString(), .title = json[u"title"].toString()};
    const QSet<QString> keys{u"id"_s,      u"title"_s,      u"from"_s,  u"voice"_s,   u"pitch"_s,
                             u"after_s"_s, u"calls_back"_s, u"waits"_s, u"becomes"_s, u"answers"_s};
    if (const Result<> known = onlyKnown(json, keys, story.id); !known)
        return known.problem();
    if (story.id.isEmpty() || story.title.isEmpty())
        return invalid(story.id, u"a story has an id and a title"_s);
    story.from = json[u"from"].toString();
    story.voice = json[u"voice"].toString();
    story.pitch = json[u"pitch"].toDouble(1);
    story.afterSeconds = json[u"after_s"].toInt();
    story.callsBackAs = json[u"calls_back"].toString();
    story.waits = json[u"waits"].toBool();
    story.becomes = texts(json[u"becomes"]);
    for (const QJsonValue &each : json[u"answers"].toArray()) {
        const auto answer = answerFrom(each.toObject(), story.id);
        if (!answer)
            return answer.problem();
        story.answers << answer.value();
    }
    return story;
}

} // namespace

Result<QList<PatientStory>> storiesIn(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isArray())
        return invalid(u"stories"_s, error.errorString());
    QList<PatientStory> stories;
    for (const QJsonValue &each : document.array()) {
        const auto story = storyFrom(each.toObject());
        if (!story)
            return story.problem();
        stories << story.value();
    }
    return stories;
}

QList<PatientStory> demoStories()
{
    QFile file(u":/demo/stories.json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    const auto stories = storiesIn(file.readAll());
    Q_ASSERT_X(opened && stories, "demo", stories ? "" : qPrintable(stories.problem().detail));
    return stories ? stories.value() : QList<PatientStory>();
}

} // namespace nightbell
