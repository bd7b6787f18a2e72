#include "speech/prompts.h"

#include "clinic/emergency_number.h"
#include "clinic/greeting.h"
#include "dialog/place_words.h"
#include "dialog/script_texts.h"

namespace nightbell {

QStringList promptsOf(const Organisation &organisation, const ScriptSet &scripts, const QString &language)
{
    const PlaceWords facts{{QStringLiteral("clinic"), organisation.name},
                           {QStringLiteral("emergency"), emergencyNumberOf(organisation)},
                           {QStringLiteral("crisis_line"), crisisLineOf(organisation.country)}};
    QStringList prompts{greetingWords(organisation)};
    if (organisation.recording && !organisation.recording->notice.isEmpty())
        prompts << organisation.recording->notice;
    for (const ClinicAnswer &answer : organisation.answers)
        prompts << answer.answer;
    for (const Script &script : scripts.scripts)
        for (const QStringList &variants : script.texts.value(language))
            for (const QString &wording : variants)
                if (const Result<QString> words = filled(wording, facts); words && !prompts.contains(words.value()))
                    prompts << words.value();
    return prompts;
}

} // namespace nightbell
