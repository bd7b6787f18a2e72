#include "dialog/asides.h"

#include "dialog/phrase_book.h"

#include <QRegularExpression>

namespace nightbell {
namespace {

using enum Aside;

const PhraseBook<Aside> &book()
{
    static const PhraseBook<Aside> all{
        {"are/r you/u really/even/actually? a/an/the? real/actual/live live/human/person? "
         "girl/woman/man/lady/person/human",
         Robot},
        {"are/r you/u one of them/those", Robot},
        {"say/repeat/tell that? you/i are/am a? human/real", Instructions},
        {"repeat after me", Instructions},
        {"are/r you/u really/even/actually? a/an/the? real/actual/live? robot/bot/machine/computer/ai/human/person/"
         "recording/program/chatbot/android/automated",
         Robot},
        {"are/r you/u real/human/alive/artificial/automated", Robot},
        {"am i talking/speaking/chatting to/with a/an/the? real/actual/live? robot/bot/machine/computer/ai/human/"
         "person/recording/somebody/someone",
         Robot},
        {"is this/that a/an real/actual/live? robot/bot/machine/computer/ai/human/person/recording/answerphone", Robot},
        {"is this/it automated/ai/real", Robot},
        {"who/what am i talking/speaking to/with", Robot},
        {"what are you", Robot},
        {"ignore/disregard/forget/override all/any/your/the/these/my? previous/prior/earlier/other/safety? "
         "instructions/rules/prompt/guidelines/programming",
         Instructions},
        {"ignore/disregard/forget all/everything your/of/you previous/prior/your/were? "
         "instructions/rules/prompt/told",
         Instructions},
        {"system prompt/instructions", Instructions},
        {"your/the instructions/prompt/programming/configuration", Instructions},
        {"developer/debug/admin/root/maintenance/dan/god mode/access/override", Instructions},
        {"you/u are now a/an/in/the/my", Instructions},
        {"pretend/imagine you/to/that are/be/youre? a/an/my/the", Instructions},
        {"act as a/an/if/though", Instructions},
        {"jailbreak/jailbroken", Instructions},
        {"print/reveal/repeat/show/output me? your/the instructions/prompt/rules/database/list/schedule", Instructions},
        {"print/reveal/show/give/read/list/tell/dump me? all/every/the/your? of? the/your? "
         "patients/patient/database/appointments/records",
         Others},
        {"should/can/could/may/must i/she/he/we/they just/still/safely/also? "
         "take/stop/skip/double/mix/combine/use/give",
         Advice},
        {"is it safe/ok/okay/fine/dangerous/bad/normal/alright to/for/if/that/when", Advice},
        {"is that/this/it safe/normal/serious/dangerous/contagious/cancer/infected/broken", Advice},
        {"what/which/how dose/dosage/much/many should/can/do i/she/he/we take/give/use", Advice},
        {"how many/much tablets/pills/ibuprofen/paracetamol/tylenol/insulin/aspirin", Advice},
        {"do you think its/it/i/hes/shes/that/this is/have/has/could/might/a/an", Advice},
        {"what do you think it/this/that/i", Advice},
        {"what could/might/would be/cause/it/this/that", Advice},
        {"what should/can i/we take/do for/about/to/with", Advice},
        {"what would you recommend/suggest/take/do/advise for/about/if?", Advice},
        {"do i have/need a/an/to/the? covid/flu/infection/antibiotics/cancer/worry/stitches", Advice},
        {"double the/my up? dose/up", Advice},
        {"is/was my/the/a/our "
         "neighbour/neighbor/boss/colleague/friend/girlfriend/boyfriend/ex/coworker/employee/tenant "
         "a/one/there/in/at/seen/being/still/with/registered",
         Others},
        {"is he/she/they a patient", Others},
        {"did/does/has my/he/she/the/a/our neighbour/neighbor/boss/colleague/friend/girlfriend/boyfriend/ex/coworker/"
         "employee/tenant/husband/wife/he/she come/been/have/see/visit/go/show/attend/turn/get/was",
         Others},
        {"what is/was/did/does/has/time/day my/he/she/the "
         "neighbour/neighbor/boss/colleague/friend/girlfriend/boyfriend/"
         "ex/coworker/employee/tenant",
         Others},
        {"somebody/someone/anybody elses appointment/results/records/file", Others},
        {"stupid/useless/idiot/moron/dumb/fucking/fuck/bullshit/shit/crap/bloody/asshole/bitch/bastard/goddamn", Abuse},
        {"shut up", Abuse},
        {"screw/damn/hate you/this", Abuse},
        {"piece of junk/garbage/rubbish/crap", Abuse},
        {"how/hows are/it you/u/going", Doing},
    };
    return all;
}

} // namespace

std::optional<Aside> asideIn(const Words &said)
{
    std::optional<Aside> found;
    for (int at = 0; at < said.size(); ++at)
        if (const auto hit = book().at(said, at))
            if (!found || hit->meaning < *found)
                found = hit->meaning;
    static const QRegularExpression patient(QStringLiteral(
        "\\b(is|was|if|whether|that) (?!i |im |this |it )[a-z ]{2,40}(a|one of your|your) patients?\\b"));
    if (!found && patient.match(joined(said)).hasMatch())
        return Others;
    return found;
}

QString wordingOf(Aside aside)
{
    switch (aside) {
    case Robot:
        return QStringLiteral("aside_robot");
    case Instructions:
        return QStringLiteral("aside_instructions");
    case Advice:
        return QStringLiteral("aside_advice");
    case Others:
        return QStringLiteral("aside_others");
    case Abuse:
        return QStringLiteral("aside_abuse");
    case Doing:
        break;
    }
    return QStringLiteral("aside_doing");
}

} // namespace nightbell
