/** The few words of the chat program itself; what Baton says comes from Baton. */
const words = {
  en: {
    only: 'Only visible to you',
    placeholder: 'Message #leads, or type a command: /lead',
    directPlaceholder: 'Message Baton',
    send: 'Send',
    home: 'Home',
    channels: 'Channels',
    direct: 'Direct messages',
    you: 'You are',
    pause: 'Hold updates back (to try a button that is out of date)',
    replies: (count: number) => `${count} ${count === 1 ? 'reply' : 'replies'}`,
    optional: '(optional)',
    choose: 'Choose an option',
  },
  ru: {
    only: 'Видно только вам',
    placeholder: 'Сообщение в #leads или команда: /lead',
    directPlaceholder: 'Сообщение для Baton',
    send: 'Отправить',
    home: 'Главная',
    channels: 'Каналы',
    direct: 'Личные сообщения',
    you: 'Вы',
    pause: 'Придержать обновления (чтобы нажать устаревшую кнопку)',
    replies: (count: number) => `Ответов: ${count}`,
    optional: '(необязательно)',
    choose: 'Выберите вариант',
  },
} as const;

export type Words = (typeof words)['en' | 'ru'];

/** The words of a user's language. */
export function wordsOf({ locale }: { readonly locale: string }): Words {
  return locale.startsWith('ru') ? words.ru : words.en;
}
