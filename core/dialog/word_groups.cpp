#include "dialog/word_groups.h"

#include <QHash>
#include <QStringList>

namespace nightbell {

namespace {

struct Group
{
    const char *name;
    const char *words;
};

constexpr Group groups[]{
    {"#day",
     "monday tuesday wednesday thursday friday saturday sunday mon tues wednes thurs fri mondays tuesdays "
     "wednesdays thursdays fridays saturdays sundays"},
    {"#month", "january february march april june july august september october november december"},
    {"#number",
     "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
     "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
     "thousand double triple"},
    {"#ordinal",
     "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
     "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"},
    {"#relative",
     "son daughter husband wife mother mom mum mommy mummy dad daddy father brother sister baby toddler grandson "
     "granddaughter grandma grandpa grandmother grandfather gran granny nana nan kid kids child children partner "
     "fiance boyfriend girlfriend aunt auntie uncle niece nephew cousin infant newborn twins boy girl missus hubby "
     "roommate flatmate friend neighbor neighbour stepson stepdaughter moms mums dads sons daughters wifes husbands"},
    {"#plan",
     "aetna cigna humana medicare medicaid kaiser bupa tricare anthem molina ambetter oscar wellcare centene "
     "unitedhealthcare axa vitality medibank nib hcf ahm aviva bluecross obamacare marketplace champva "
     "geisinger healthfirst caresource"},
    {"#drug",
     "metformin lisinopril atorvastatin levothyroxine amlodipine sertraline omeprazole albuterol insulin statin "
     "statins adderall ritalin gabapentin ventolin prednisone losartan epipen citalopram escitalopram fluoxetine "
     "prozac zoloft lexapro lipitor synthroid simvastatin ramipril bisoprolol metoprolol warfarin eliquis xarelto "
     "furosemide lasix hydrochlorothiazide pantoprazole tramadol codeine naproxen amoxicillin penicillin "
     "doxycycline azithromycin salbutamol symbicort flovent singulair montelukast cetirizine zyrtec claritin "
     "sumatriptan topiramate lamotrigine keppra clonazepam xanax lorazepam diazepam ambien zolpidem trazodone "
     "bupropion wellbutrin duloxetine cymbalta venlafaxine effexor ozempic semaglutide mounjaro jardiance trulicity "
     "lantus humalog novolog glipizide tamoxifen methotrexate plaquenil humira estradiol progesterone testosterone "
     "viagra sildenafil cialis finasteride tamsulosin flomax allopurinol colchicine concerta vyvanse suboxone "
     "ibuprofen tylenol paracetamol acetaminophen aspirin advil aleve benadryl nurofen antibiotics antibiotic "
     "inhaler puffer steroids antidepressants antidepressant"},
    {"#medicine",
     "medication medications medicine medicines meds pills pill tablets tablet capsules drops cream "
     "ointment patches prescription prescriptions script scripts"},
    {"#language",
     "spanish mandarin cantonese chinese french arabic polish vietnamese russian portuguese hindi urdu punjabi korean "
     "somali tagalog italian german farsi persian turkish creole ukrainian japanese greek bengali gujarati tamil "
     "romanian hungarian czech dutch swahili amharic nepali thai burmese hmong armenian albanian lithuanian "
     "bulgarian hebrew kurdish pashto tigrinya yoruba samoan welsh"},
    {"#spanish",
     "quiero quisiera necesito una cita hablar doctor doctora hola buenos buenas dias tardes por favor espanol español "
     "hablo habla hablan puedo mi hijo hija tengo dolor fiebre con alguien manana gracias ingles para cancelar "
     "cambiar el la los las que cuando donde hora abren cierran esta estoy enfermo enferma esposa mama duele cabeza "
     "estomago medico medica receta seguro senor senora señor señora usted puede ayudar"},
    {"#foreign",
     "bonjour je voudrais rendez vous parlez francais français anglais ich mochte möchte brauche einen termin "
     "sprechen deutsch guten arzt hatte hätte gern dzien dobry potrzebuje potrzebuję lekarza mowi polsku wizyte ola "
     "bom dia preciso consulta marcar falam falar portugues nao não ni hao wo yao zhongwen buongiorno vorrei "
     "appuntamento parlate italiano medico privet zdravstvuyte russki namaste hindi salam marhaba shukran merhaba "
     "konnichiwa anyeong xin chao quelqu'un parler medecin docteur avec"},
    {"#business",
     "pizza pizzeria restaurant bakery bank garage mechanic plumber plumbing vet vets veterinary salon hairdresser "
     "hairdressers barber barbers school library hotel motel airport taxi cab uber dmv walmart target costco tesco "
     "supermarket grocery florist dentist dental orthodontist lawyer church police council courthouse insurance "
     "electric gas water cable comcast verizon tire tyre tires takeaway cinema theatre theater gym spa nails cleaners "
     "laundry landlord realtor locksmith roofing hardware electrician jeweler kennel groomer shop store"},
    {"#sale",
     "seo website google marketing advertising loan funding grant warranty solar toner copier copiers printer crypto "
     "bitcoin investment merchant terminal software crm leads promotion promotional prize cruise winner timeshare "
     "brochure demo listing refinance debt energy electricity irs treasury supplies vendor"},
    {"#test",
     "labs lab mri xray xrays ct scan scans biopsy ultrasound swab pap smear mammogram bloodwork bloods "
     "cholesterol a1c sonogram colonoscopy urine stool ecg ekg echo pathology specimen sample"},
    {"#service",
     "physical checkup vaccine vaccines vaccination vaccinations vaccinated shot shots jab jabs booster immunization "
     "immunisation injection consultation exam examination screening syringing"},
    {"#limb",
     "shoulder arm arms elbow wrist wrists hand hands finger fingers thumb hip leg legs knee knees calf ankle ankles "
     "foot feet toe toes thigh shin forearm limb limbs"},
    {"#mouth", "mouth lip lips tongue cheek cheeks eyelid eyelids jaw smile"},
    {"#chest", "chest heart breastbone sternum ribs ribcage breast"},
    {"#body",
     "head eye eyes ear ears nose throat neck back side stomach tummy belly abdomen groin skin scalp tooth face lung "
     "lungs kidney bladder skull forehead gut spine gullet windpipe"},
    {"#breathe", "breathe breath breaths breathing breathless wheezing wheezy wheeze gasping gasp panting puffed"},
    {"#unable", "cant cannot couldnt unable hardly barely struggling struggles trouble"},
    {"#swell", "swollen swelling swelled swells puffy puffed ballooned bloated"},
    {"#out", "unconscious unresponsive collapsed fainted fainting lifeless slumped"},
    {"#slack",
     "numb limp floppy droopy drooping drooped lopsided crooked dead weak heavy tingly tingling slack paralyzed"},
    {"#hue", "blue bluish purple grey gray pale white ashen mottled blotchy dusky"},
    {"#gush", "bleeding bleeds bled blood gushing spurting pouring pumping"},
    {"#sharp",
     "crushing stabbing tearing ripping squeezing burning splitting excruciating unbearable agony pressure tightness"},
    {"#took", "swallowed swallows took taken drank ate eaten downed necked popped injected gulped"},
    {"#weapon", "knife gun rope blade razor razors machete bat noose pistol"},
    {"#struck", "hit hits hitting beat beats beaten punched kicked slapped choked strangled slaps punches chokes"},
    {"#harm", "kill killing hurt hurting harm harming stab strangle smother shoot"},
    {"#sudden", "suddenly sudden abruptly"},
    {"#symptom",
     "cough sneezing rash itch itchy pain ache aches aching sore hurts hurting headache headaches earache migraine "
     "fever temperature chills nausea dizzy dizziness swollen swelling lump bump spot mole wart cold flu sinus "
     "diarrhea diarrhoea constipation heartburn reflux insomnia fatigue tired acne eczema hives cramps stiff numb "
     "tingling limp bruise bruised infection infected vomiting vomit bleeding wheezing wheeze runny congestion "
     "snoring cyst blister blisters"},
    {"#holiday",
     "christmas thanksgiving easter memorial labor juneteenth hanukkah diwali ramadan eid holidays holiday "
     "anzac boxing halloween"},
    {"#please", "please kindly pls plz"},
    {"#thanks", "thanks thank cheers ta thankyou"},
    {"#doctor",
     "dr doctor doc physician gp specialist nurse provider practitioner pediatrician paediatrician "
     "dermatologist cardiologist surgeon therapist physio gynecologist midwife podiatrist"},
    {"#visit", "appointment appointments appt booking bookings visit visits slot slots reservation session"},
    {"#move", "reschedule move change shift push swap switch postpone rearrange rebook bump alter delay"},
    {"#cancel", "cancel cancelling canceling cancelled canceled delete remove scrap withdraw scratch nix"},
    {"#machine", "robot robots bot machine machines computer computers recording automated ai automation"},
    {"#person", "person human operator representative agent receptionist staff supervisor manager rep attendant"},
    {"#phone", "call ring phone telephone buzz rang phoned called ringing calling phoning"},
    {"#rude",
     "rude nasty awful terrible horrible appalling disgusting unprofessional impolite dreadful disgraceful "
     "shocking unacceptable outrageous ridiculous filthy incompetent useless pathetic shameful"},
    {"#angry",
     "unhappy upset angry annoyed furious livid disappointed frustrated fuming cross disgusted fed dissatisfied"},
    {"#yes", "yes yeah yep yup yah yea ya aye"},
    {"#no", "no nope nah naw nay"},
    {"#please_yes",
     "sure absolutely definitely certainly correct exactly perfect great lovely brilliant wonderful "
     "excellent fine okay ok alright"},
    {"#cost", "cost costs price prices charge charges fee fees pay owe expensive"},
    {"#open", "open close closed shut opening closing opens closes"},
    {"#place",
     "address directions located location parking park entrance postcode zip street floor elevator lift ramp "
     "wheelchair branch"},
};

QHash<QString, QString> tableOf()
{
    QHash<QString, QString> table;
    for (const Group &group : groups)
        for (const QString &word : QString::fromUtf8(group.words).split(u' '))
            if (!table.contains(word)) // the first group that names a word keeps it
                table.insert(word, QString::fromLatin1(group.name));
    return table;
}

} // namespace

QString groupOf(const QString &word)
{
    static const QHash<QString, QString> table = tableOf();
    if (!word.isEmpty() && word[0].isDigit())
        return word.back().isLetter() ? QStringLiteral("#ordinal") : QStringLiteral("#number");
    return table.value(word, word);
}

} // namespace nightbell
